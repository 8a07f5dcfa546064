// Nothing but the precompiled header of the suites, which catch_main.cpp cannot carry.
