"""What tests share: doubles, a typesetter, a browser, comparisons."""
