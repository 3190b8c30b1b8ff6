"""What annotators agree on becomes gold; what they differ in waits for somebody who decides."""
