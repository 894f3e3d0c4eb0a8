"""`python -m tsunagu` is the command `tsunagu`."""

from tsunagu.cli import main

if __name__ == "__main__":
    main()
