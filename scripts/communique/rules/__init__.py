"""The rules that `communique check` applies, in five levels."""
