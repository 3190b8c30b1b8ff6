"""What the commands do: open files, run stages, write results and manifests."""
