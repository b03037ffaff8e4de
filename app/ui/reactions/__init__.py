"""Reactions and stroke signs: what is asked, and what stays in sight while help comes."""
