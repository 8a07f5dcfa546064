// A request's JSON body, read strictly: exact types, no duplicate members, bounded depth and lengths.
//
// Handlers ask for members one by one; the first that is missing or wrong is kept, and `fault` names
// it. Members that nobody asks for are passed over, so that clients may know more than we do.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/geo.h"
#include "model/time.h"
#include "server/http/exchange.h"

namespace lamplight::server::http {

class Body {
 public:
  // An object, or the problem 400.
  [[nodiscard]] static Outcome<Body> read(const std::string& text);

  ~Body();
  Body(Body&&) noexcept;
  Body& operator=(Body&&) noexcept;

  // There at all, and not null.
  [[nodiscard]] bool has(const std::string& name) const;
  // There, if only as null.
  [[nodiscard]] bool names(const std::string& name) const;

  // Required ones; after a fault they return an empty value.
  [[nodiscard]] std::string text(const std::string& name, std::size_t bytes_max = 200);
  // An id or a word of ours, [A-Za-z0-9_.:-].
  [[nodiscard]] std::string code(const std::string& name);
  [[nodiscard]] double number(const std::string& name, double least, double most);
  [[nodiscard]] bool truth(const std::string& name);
  [[nodiscard]] Instant instant(const std::string& name);

  // Nothing when absent or null.
  [[nodiscard]] std::optional<std::string> maybe_text(const std::string& name, std::size_t bytes_max = 200);
  [[nodiscard]] std::optional<std::string> maybe_code(const std::string& name);
  [[nodiscard]] std::optional<double> maybe_number(const std::string& name, double least, double most);
  [[nodiscard]] std::optional<int> maybe_integer(const std::string& name, int least, int most);
  [[nodiscard]] std::optional<bool> maybe_truth(const std::string& name);
  [[nodiscard]] std::optional<Instant> maybe_instant(const std::string& name);
  [[nodiscard]] std::optional<Position> maybe_place(const std::string& name);
  [[nodiscard]] std::optional<std::vector<std::string>> maybe_texts(const std::string& name,
                                                                    std::size_t items_max = 100);
  // The same, each an id or a word of ours, and each once.
  [[nodiscard]] std::optional<std::vector<std::string>> maybe_codes(const std::string& name,
                                                                    std::size_t items_max = 100);
  // An object whose members are times.
  [[nodiscard]] std::optional<std::map<std::string, Instant>> maybe_instants(const std::string& name,
                                                                             std::size_t members_max = 100);
  [[nodiscard]] std::optional<std::vector<Body>> maybe_objects(const std::string& name, std::size_t items_max = 100);

  // Keeps a sentence, unless there is one already: for what only the handler can judge.
  void refuse(const std::string& sentence);
  // The problem 400 with the first fault; nothing while all is well.
  [[nodiscard]] std::optional<Problem> fault() const;
  // Every fault so far, each beginning with its member's name.
  [[nodiscard]] const std::vector<std::string>& faults() const;

 private:
  struct Inside;
  explicit Body(std::unique_ptr<Inside> inside);
  std::unique_ptr<Inside> inside_;
};

}  // namespace lamplight::server::http
