"""tmp"""
def croissant(selection, data): return b"{}"
