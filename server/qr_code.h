// A text as a QR code: for a screen or paper, and for a terminal. Pure; libqrencode does the work.
#pragma once

#include <string>
#include <string_view>

namespace lamplight::server {

// An SVG image, a module a unit; empty where the text is too long for any code.
[[nodiscard]] std::string qr_svg(std::string_view text);
// Lines of half blocks, dark on light, as a terminal shows them; empty likewise.
[[nodiscard]] std::string qr_terminal(std::string_view text);

}  // namespace lamplight::server
