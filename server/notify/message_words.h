// What a message says, in the language of whom it goes to. Pure.
//
// Chinese for languages that begin with zh or yue, English for all others. An SMS says only what its reader needs:
// the way to a home only to the worker who goes there, never how to get in.
#pragma once

#include <string>

#include "db/messages.h"
#include "server/notify/notifier.h"

namespace lamplight::server {

struct Worded {
  std::string subject;
  std::string text;
  bool loud = false;
};

// `address` of the home is for the worker to whom it is assigned; empty for everybody else.
[[nodiscard]] Worded words_of(const Message& message, const db::MessageFacts& facts, const std::string& language,
                              const std::string& address);

[[nodiscard]] bool speaks_chinese(const std::string& language);

// The SMS with a code to sign in with: short enough for one, the code first, so that a telephone offers to fill it in.
[[nodiscard]] std::string code_words(const std::string& code, const std::string& language);

// What somebody means by answering a message.
enum class Meant : std::uint8_t { yes, no, other };
struct AnswerRead {
  Meant answer = Meant::other;
  std::string code;   // the digits in it; empty: none
  bool operator==(const AnswerRead&) const = default;
};
// "Y123", "好 123", "n", "不来123": a word and at most one number of three digits.
[[nodiscard]] AnswerRead read_answer(const std::string& text);

// Only the digits that tell two telephones apart: without blanks, dashes and China's prefix.
[[nodiscard]] std::string bare_number(const std::string& phone);

}  // namespace lamplight::server
