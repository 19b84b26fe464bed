"""Tables to records to clean values: knows forms, labels, units and indicators, and reads no input."""
