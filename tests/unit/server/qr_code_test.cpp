// The code's own marks, where every reader looks for them first.
#include <catch2/catch.hpp>

#include "server/qr_code.h"

using namespace lamplight::server;

TEST_CASE("a text becomes a code with its three corners and a light margin") {
  const std::string svg = qr_svg("lamplight");
  CHECK(svg.find("viewBox=\"0 0 29 29\"") != std::string::npos);  // version 1: 21 modules and four on each side
  // The upper edges of the finders: seven dark modules, left and right.
  CHECK(svg.find("M4 4h7v1h-7z") != std::string::npos);
  CHECK(svg.find("M18 4h7v1h-7z") != std::string::npos);
  CHECK(svg.find("M4 18h7v1h-7z") != std::string::npos);
  const std::string lines = qr_terminal("lamplight");
  CHECK(std::count(lines.begin(), lines.end(), '\n') == 15);
  CHECK(qr_svg("lamplight") != qr_svg("lamplighu"));
}

TEST_CASE("a text that no code can hold is none") {
  CHECK(qr_svg(std::string(5'000, 'x')).empty());
}
