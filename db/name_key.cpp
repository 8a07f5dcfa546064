// Transliterating with ICU.
#include "db/name_key.h"

#include <unicode/translit.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <memory>
#include <vector>

#include "db/columns.h"
#include "model/check.h"

namespace lamplight::db {
namespace {

constexpr std::size_t k_key_chars = 600;

// One a thread: a transliterator may be used by one at a time, and making one takes milliseconds.
const icu::Transliterator& to_latin() {
  thread_local const std::unique_ptr<icu::Transliterator> made = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::Transliterator> one(icu::Transliterator::createInstance(
        "Han-Latin; Any-Latin; NFD; [:Nonspacing Mark:] Remove; NFC; Lower", UTRANS_FORWARD, status));
    LAMPLIGHT_CHECK(U_SUCCESS(status) && one != nullptr);
    return one;
  }();
  return *made;
}

icu::UnicodeString small(std::string_view text) {
  icu::UnicodeString read = icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int>(text.size())));
  return read.toLower();
}

std::string utf8_of(const icu::UnicodeString& text) {
  std::string written;
  text.toUTF8String(written);
  return written;
}

// The words of a name in Latin letters: each Chinese sign is one.
std::vector<std::string> latin_words(icu::UnicodeString text) {
  to_latin().transliterate(text);
  std::vector<std::string> words(1);
  for (int i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    const UChar32 sign = text.char32At(i);
    if (!u_isalnum(sign)) {
      if (!words.back().empty()) words.emplace_back();
      continue;
    }
    words.back() += utf8_of(icu::UnicodeString(sign));
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::string without_blanks(const icu::UnicodeString& text) {
  icu::UnicodeString kept;
  for (int i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    if (!u_isUWhiteSpace(text.char32At(i))) kept.append(text.char32At(i));
  }
  return utf8_of(kept);
}

bool is_han(const icu::UnicodeString& text) {
  for (int i = 0; i < text.length(); i = text.moveIndex32(i, 1)) {
    if (u_hasBinaryProperty(text.char32At(i), UCHAR_IDEOGRAPHIC)) return true;
  }
  return false;
}

}  // namespace

std::string name_key(std::string_view name) {
  const icu::UnicodeString text = small(name);
  std::string sound;
  std::string initials;
  for (const std::string& word : latin_words(text)) {
    sound += word;
    initials += word.front();
  }
  return fitting(without_blanks(text) + " " + sound + " " + initials, k_key_chars);
}

std::string needle_of(std::string_view typed) {
  const icu::UnicodeString text = small(typed);
  if (is_han(text)) return without_blanks(text);
  std::string sound;
  for (const std::string& word : latin_words(text)) sound += word;
  return sound;
}

std::string like_needle(std::string_view typed) {
  std::string pattern = "%";
  for (const char c : needle_of(typed)) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern + "%";
}

}  // namespace lamplight::db
