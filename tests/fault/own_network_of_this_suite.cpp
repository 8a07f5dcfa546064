// Moves the program of the fault suite into a network of its own: before main, because a program that
// has threads can't go there as a whole. Where it is not allowed, the cases that need it are skipped.
#include "tests/support/own_network.h"

namespace {

[[maybe_unused]] const bool k_moved = lamplight::tests::enter_own_network();

}  // namespace
