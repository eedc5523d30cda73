"""The assessment, run with the person beside the screen."""
