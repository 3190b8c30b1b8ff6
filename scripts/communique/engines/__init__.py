"""Where shards are worked on: this machine's processes."""
