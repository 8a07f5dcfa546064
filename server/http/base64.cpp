// Poco's encoder, without its line breaks, and its decoder, which passes over what it does not know.
#include "server/http/base64.h"

#include <Poco/Base64Decoder.h>
#include <Poco/Base64Encoder.h>
#include <Poco/Exception.h>

#include <iterator>
#include <sstream>

namespace lamplight::server::http {

std::string base64(const std::string& bytes) {
  std::ostringstream text;
  Poco::Base64Encoder encoder(text);
  encoder.rdbuf()->setLineLength(0);
  encoder << bytes;
  encoder.close();
  return text.str();
}

std::optional<std::string> bytes_of_base64(const std::string& text) {
  std::istringstream stream(text);
  std::string bytes;
  try {
    Poco::Base64Decoder decoder(stream);
    bytes.assign(std::istreambuf_iterator<char>(decoder), {});
  } catch (const Poco::Exception&) {
    return std::nullopt;
  }
  // Only what encodes to the very same text was one.
  if (base64(bytes) != text) return std::nullopt;
  return bytes;
}

}  // namespace lamplight::server::http
