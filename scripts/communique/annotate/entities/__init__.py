"""Names, times and numbers: what is mentioned where, what kind it is, and whom it refers to."""
