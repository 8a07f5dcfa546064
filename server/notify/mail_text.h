// A letter as RFC 5322 writes it. Pure.
//
// Poco's MailMessage folds long Chinese subjects in the middle of a character, so headers are encoded here:
// encoded words of RFC 2047, base64, at most 75 characters each, no character torn apart.
#pragma once

#include <string>

#include "server/notify/notifier.h"

namespace lamplight::server {

// Text for a header, `first` characters being taken already on its first line.
[[nodiscard]] std::string header_text(const std::string& text, std::size_t first);

// The whole message, lines ended by CRLF, a text of base64 lines below its headers.
[[nodiscard]] std::string mail_text(const Letter& letter, const std::string& from, const std::string& from_name);

}  // namespace lamplight::server
