"""Check-in: who the patient is, and what may stand against the infusion."""
