"""Label Studio: its server, its labeling config, and records to and from its JSON."""
