"""What all rooms share: settings, errors and the words in which the software speaks."""
