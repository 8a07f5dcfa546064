// Modules to rectangles, and to blocks.
#include "server/qr_code.h"

#include <qrencode.h>

#include <memory>

namespace lamplight::server {
namespace {

constexpr int k_quiet = 4;  // the light margin that readers want (ISO/IEC 18004)

class Modules {
 public:
  explicit Modules(std::string_view text)
      : code_(QRcode_encodeString8bit(std::string(text).c_str(), 0, QR_ECLEVEL_M), QRcode_free) {}
  [[nodiscard]] explicit operator bool() const { return code_ != nullptr; }
  [[nodiscard]] int width() const { return code_->width; }
  // Light all around.
  [[nodiscard]] bool dark(int x, int y) const {
    if (x < 0 || y < 0 || x >= code_->width || y >= code_->width) return false;
    return (code_->data[y * code_->width + x] & 1) != 0;
  }

 private:
  std::unique_ptr<QRcode, void (*)(QRcode*)> code_;
};

}  // namespace

std::string qr_svg(std::string_view text) {
  const Modules modules(text);
  if (!modules) return {};
  const std::string side = std::to_string(modules.width() + 2 * k_quiet);
  std::string path;
  for (int y = 0; y < modules.width(); ++y) {
    for (int x = 0; x < modules.width(); ++x) {
      if (!modules.dark(x, y)) continue;
      int length = 1;
      while (modules.dark(x + length, y)) ++length;
      path += "M" + std::to_string(x + k_quiet) + " " + std::to_string(y + k_quiet) + "h" + std::to_string(length) +
              "v1h-" + std::to_string(length) + "z";
      x += length;
    }
  }
  return R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 )" + side + " " + side +
         R"("><path fill="#fff" d="M0 0h)" + side + "v" + side + "H0z\"/><path d=\"" + path + "\"/></svg>";
}

std::string qr_terminal(std::string_view text) {
  const Modules modules(text);
  if (!modules) return {};
  std::string lines;
  for (int y = -k_quiet; y < modules.width() + k_quiet; y += 2) {
    for (int x = -k_quiet; x < modules.width() + k_quiet; ++x) {
      const bool above = modules.dark(x, y);
      const bool below = modules.dark(x, y + 1);
      // A terminal is dark: what is printed is the light.
      lines += above ? (below ? " " : "▄") : (below ? "▀" : "█");
    }
    lines += "\n";
  }
  return lines;
}

}  // namespace lamplight::server
