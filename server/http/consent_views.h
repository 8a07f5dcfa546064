// Consents and breaks of the glass as JSON. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "db/consents.h"
#include "db/glass.h"

namespace lamplight::server::http {

// One for each relative, with the versions before it; and that of one relative.
[[nodiscard]] std::string consents_view(const db::ConsentBook& book);
[[nodiscard]] std::string consent_view(const db::ConsentBook& book, const UserId& user);

// The words of every version, and of one.
[[nodiscard]] std::string consent_texts_view(const std::vector<db::ConsentText>& texts);
[[nodiscard]] std::string consent_text_view(const db::ConsentText& text);

// A break is overdue when nobody has reviewed it a day after it was made.
[[nodiscard]] std::string glass_view(const db::GlassBreak& made, Instant now);
[[nodiscard]] std::string glass_page_view(const std::vector<db::GlassBreak>& breaks,
                                          const std::optional<std::string>& next, Instant now);

}  // namespace lamplight::server::http
