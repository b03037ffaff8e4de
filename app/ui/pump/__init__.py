"""The pump: started, paused, resumed, set to another rate, ended."""
