// What one watcher has found and not yet seen end: begun once, written down, tried again while the database
// is away.
//
// Two watchers have one each (server/home_watch, server/resident_watching); used on the watcher's thread.
// What it has written down is told by server/finding_teller.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "devices/findings.h"
#include "server/figures.h"

namespace lamplight::server {

class FindingTeller;

class FindingBook {
 public:
  FindingBook(Findings& findings, FindingTeller& teller, FindingFigures& figures)
      : findings_(findings), teller_(teller), figures_(figures) {}

  // What an earlier run has left open.
  void remember(const Finding& finding);
  [[nodiscard]] bool is_open(const std::string& subject, std::string_view rule) const;
  [[nodiscard]] std::vector<Finding> open() const;

  void begin(Finding finding);
  void end(const std::string& subject, std::string_view rule, Instant at, std::string text);

  // Keeps what was begun and ended since. What can't be kept now is kept at the next call, in this order.
  void write();
  // Nothing waits for that.
  [[nodiscard]] bool all_written() const { return to_begin_.empty() && to_end_.empty(); }
  // Takes up what was refused: what another monitor has found too, what the device itself has an incident
  // about, and what the rule found before, whose end is still being told. The last two are tried again.
  void try_refused_again();

 private:
  using Key = std::pair<std::string, std::string>;  // subject, rule

  Findings& findings_;
  FindingTeller& teller_;
  FindingFigures& figures_;

  std::map<Key, Finding> open_;
  std::vector<Finding> to_begin_;
  std::vector<Finding> to_end_;
  std::map<Key, Finding> refused_;
};

}  // namespace lamplight::server
