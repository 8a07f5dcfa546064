// Names of genders and wishes.
#include "model/people.h"

#include "model/check.h"

namespace lamplight {

std::string_view name_of(Gender gender) {
  switch (gender) {
    case Gender::unsaid: return "";
    case Gender::female: return "female";
    case Gender::male: return "male";
  }
  LAMPLIGHT_CHECK(false && "a gender outside the enumeration");
}

std::string_view name_of(Wish wish) {
  switch (wish) {
    case Wish::none: return "none";
    case Wish::rather: return "rather";
    case Wish::must: return "must";
  }
  LAMPLIGHT_CHECK(false && "a wish outside the enumeration");
}

std::optional<Gender> gender_named(std::string_view name) {
  for (const Gender g : {Gender::unsaid, Gender::female, Gender::male}) {
    if (name_of(g) == name) return g;
  }
  return std::nullopt;
}

std::optional<Wish> wish_named(std::string_view name) {
  for (const Wish w : {Wish::none, Wish::rather, Wish::must}) {
    if (name_of(w) == name) return w;
  }
  return std::nullopt;
}

}  // namespace lamplight
