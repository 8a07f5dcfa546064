// Claiming with SKIP LOCKED; settling and marking by the primary key, with the story's line beside it.
#include "db/messages.h"

#include <charconv>

#include "db/columns.h"
#include "db/incident_rows.h"
#include "db/statements_incidents.h"
#include "db/statements_messages.h"

namespace lamplight::db {
namespace {

template <class E>
E known(const std::optional<E>& value, const char* column) {
  if (!value) throw DbFault(FaultKind::other, 0, std::string{"an unknown word in the column messages."} + column);
  return *value;
}

std::string text_or_nothing(const Row& row, unsigned column) {
  return row.null(column) ? std::string() : row.text(column);
}

ClaimedMessage claimed_of(const Row& row) {
  ClaimedMessage claimed;
  claimed.message = {row.id<MessageId>(0),
                     row.id<IncidentId>(1),
                     known(recipient_named(row.text(2)), "recipient"),
                     row.text(3),
                     known(message_about_named(row.text(4)), "about"),
                     row.text(5),
                     row.instant(6),
                     row.instant_or_nothing(7),
                     row.truth(8)};
  claimed.attempts = static_cast<int>(row.integer(9));
  claimed.undelivered = row.truth(10);
  return claimed;
}

// "r-7/2"
struct ContactPlace {
  std::string resident;
  int ordinal = 0;
};
ContactPlace contact_place(const std::string& whom) {
  const std::size_t slash = whom.rfind('/');
  ContactPlace place{whom.substr(0, slash), 0};
  if (slash != std::string::npos) {
    std::from_chars(whom.data() + slash + 1, whom.data() + whom.size(), place.ordinal);
  }
  return place;
}

void add_line(Session& session, const HistoryEntry& entry) {
  session.insert(k_insert_history, {params_of(entry)});
}

std::string word_of(const std::optional<Channel>& channel) {
  return channel ? std::string(name_of(*channel)) : std::string();
}

}  // namespace

Result<std::vector<ClaimedMessage>, StoreError> Messages::claim(Instant now, std::size_t max, Millis hold) {
  return pool_.run<std::vector<ClaimedMessage>>([&](Session& session) {
    std::vector<ClaimedMessage> claimed;
    session.transaction([&] {
      session.query(k_claim_messages, {now, static_cast<std::int64_t>(max)},
                    [&](const Row& row) { claimed.push_back(claimed_of(row)); });
      for (const ClaimedMessage& one : claimed) session.change(k_hold_message, {now + hold, one.message.id});
    });
    return claimed;
  });
}

Result<std::optional<MessageFacts>, StoreError> Messages::facts(const IncidentId& incident) {
  return pool_.run<std::optional<MessageFacts>>([&](Session& session) {
    std::optional<MessageFacts> facts;
    session.query(k_select_message_facts, {incident}, [&](const Row& row) {
      facts.emplace();
      facts->kind_text = row.text(0);
      facts->priority = static_cast<int>(row.integer(1));
      facts->resident = row.id_or_nothing<ResidentId>(2);
      facts->resident_name = text_or_nothing(row, 3);
      facts->area = text_or_nothing(row, 4);
      facts->area_en = text_or_nothing(row, 5);
      facts->worker_name = text_or_nothing(row, 6);
      if (const auto eta = row.integer_or_nothing(7)) facts->eta_s = static_cast<int>(*eta);
      facts->outcome = row.text(8);
      const auto state = incident_state_named(row.text(9));
      facts->ended = state && is_ended(*state);
    });
    return facts;
  });
}

Result<std::optional<Reach>, StoreError> Messages::reach(const Message& message) {
  return pool_.run<std::optional<Reach>>([&](Session& session) {
    std::optional<Reach> reach;
    if (message.to == Recipient::worker) {
      session.query(k_select_worker_address, {message.whom}, [&](const Row& row) {
        const auto languages = split(row.text(2));
        reach = Reach{row.text(0), row.text(1), {}, languages.empty() ? std::string() : languages.front(), {}};
      });
    } else if (message.to == Recipient::contact) {
      const ContactPlace place = contact_place(message.whom);
      session.query(k_select_contact_address, {place.resident, place.ordinal}, [&](const Row& row) {
        reach = Reach{row.text(0), row.text(1), row.text(3), row.text(2), row.text(4)};
      });
    }
    return reach;
  });
}

Result<std::optional<Settled>, StoreError> Messages::earlier(const Message& message) {
  return pool_.run<std::optional<Settled>>([&](Session& session) {
    std::optional<Settled> earlier;
    session.query(k_select_earlier_address, {message.incident, name_of(message.to), message.whom}, [&](const Row& row) {
      earlier.emplace();
      earlier->channel = channel_named(row.text(0));
      earlier->address = row.text(1);
      earlier->name = row.text(2);
    });
    return earlier;
  });
}

Result<Done, StoreError> Messages::settle(const Settled& settled) {
  return pool_.run<Done>([&](Session& session) {
    const std::string_view state = name_of(settled.state);
    const auto sent_at = settled.state == MessageState::sent ? std::optional{settled.at} : std::nullopt;
    session.transaction([&] {
      session.change(k_settle_message,
                     {state, state, word_of(settled.channel), fitting(settled.address, k_name_chars),
                      fitting(settled.name, k_name_chars), fitting(settled.reason, k_reason_chars), settled.attempts,
                      settled.due, sent_at, settled.id});
      if (!settled.detail.empty()) {
        add_line(session, {settled.incident, settled.at, "server", "message_" + std::string(state), settled.worker,
                           settled.detail});
      }
    });
    return Done{};
  });
}

Result<std::optional<IncidentId>, StoreError> Messages::mark(const MessageId& id, const std::string& what,
                                                             const std::string& words, Instant now,
                                                             const Mark& change) {
  return pool_.run<std::optional<IncidentId>>([&](Session& session) {
    std::optional<IncidentId> incident;
    session.transaction([&] {
      HistoryEntry line{.at = now, .who = "server", .what = what};
      bool found = false;
      session.query(k_read_message, {id}, [&](const Row& row) {
        found = true;
        line.incident = row.id<IncidentId>(0);
        const bool worker = recipient_named(row.text(1)) == Recipient::worker;
        if (worker) line.worker = row.id<WorkerId>(2);
        line.detail = row.text(4) + (row.text(5).empty() ? "" : ": " + row.text(5));
        if (!words.empty()) line.detail += (line.detail.empty() ? "" : ": ") + words;
      });
      if (!found || !change(session)) return;
      add_line(session, line);
      incident = line.incident;
    });
    return incident;
  });
}

Result<std::optional<IncidentId>, StoreError> Messages::delivered(const MessageId& id, Instant now) {
  return mark(id, "message_delivered", {}, now,
              [&](Session& session) { return session.change(k_mark_message_delivered, {now, id}) > 0; });
}

Result<std::optional<IncidentId>, StoreError> Messages::undelivered(const MessageId& id, const std::string& reason,
                                                                    Instant now) {
  return mark(id, "message_failed", reason, now, [&](Session& session) {
    return session.change(k_mark_message_undelivered, {fitting(reason, k_reason_chars), now, id}) > 0;
  });
}

Result<std::optional<IncidentId>, StoreError> Messages::read(const MessageId& id, const std::string& words,
                                                             Instant now) {
  return mark(id, "message_read", words, now, [&](Session& session) {
    return session.change(k_mark_message_read, {now, id}) > 0 || !words.empty();
  });
}

Result<std::vector<Answerable>, StoreError> Messages::answerable(Instant since) {
  return pool_.run<std::vector<Answerable>>([&](Session& session) {
    std::vector<Answerable> all;
    session.query(k_list_answerable_messages, {since}, [&](const Row& row) {
      all.push_back({row.id<MessageId>(0), row.id<IncidentId>(1), known(recipient_named(row.text(2)), "recipient"),
                     row.text(3), known(message_about_named(row.text(4)), "about"), row.text(5), row.instant(6),
                     row.text(7), row.text(8), text_or_nothing(row, 9)});
    });
    return all;
  });
}

}  // namespace lamplight::db
