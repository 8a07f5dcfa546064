// Webhooks on MySQL.
#include "db/webhooks.h"

#include <algorithm>

#include "db/accounts.h"
#include "db/columns.h"
#include "db/statements_webhooks.h"

namespace lamplight::db {
namespace {

constexpr Millis k_looked_at_again{60'000};
constexpr Millis k_kept{86'400'000};

SealPlace secret_place(const std::string& id) {
  return {"webhooks", "secret_sealed", id};
}

std::string joined_words(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ",") + word;
  return text;
}

}  // namespace

Result<std::vector<Webhook>, StoreError> Webhooks::list() {
  return pool_.run<std::vector<Webhook>>([](Session& session) {
    std::vector<Webhook> webhooks;
    session.query(k_list_webhooks, {}, [&](const Row& row) {
      webhooks.push_back({row.text(0), row.text(1), row.text(2), split(row.text(3)), row.id<UserId>(4), row.instant(5),
                          row.integer(7), row.integer(8), row.integer(9)});
    });
    return webhooks;
  });
}

Result<Done, StoreError> Webhooks::add(const Webhook& webhook, const std::string& secret, const AuditEntry& audit) {
  return pool_.run<Done>([&](Session& session) {
    session.transaction([&] {
      session.insert(k_add_webhook, {{webhook.id, webhook.name, webhook.url, joined_words(webhook.events),
                                      seal(master_, secret, secret_place(webhook.id)), webhook.created_by,
                                      webhook.created_at, webhook.created_at}});
      write_audit(session, audit);
    });
    return Done{};
  });
}

Result<bool, StoreError> Webhooks::remove(const std::string& id, const AuditEntry& audit) {
  return pool_.run<bool>([&](Session& session) {
    bool removed = false;
    session.transaction([&] {
      removed = session.change(k_remove_webhook, {id}) > 0;
      if (!removed) return;
      session.change(k_remove_webhook_deliveries, {id});
      write_audit(session, audit);
    });
    return removed;
  });
}

Result<std::vector<DeliveryLine>, StoreError> Webhooks::deliveries(const std::string& id, std::int64_t before,
                                                                   std::size_t max) {
  return pool_.run<std::vector<DeliveryLine>>([&](Session& session) {
    std::vector<DeliveryLine> lines;
    session.query(k_list_deliveries, {id, before, static_cast<std::int64_t>(max)}, [&](const Row& row) {
      DeliveryLine line{row.integer(0),
                        row.instant(1),
                        row.text(2),
                        row.id<IncidentId>(3),
                        static_cast<int>(row.integer(4)),
                        static_cast<int>(row.integer(5)),
                        std::nullopt,
                        row.instant_or_nothing(7)};
      if (row.integer(6) > 0) line.tried = row.instant(6);
      lines.push_back(std::move(line));
    });
    return lines;
  });
}

Result<Done, StoreError> Webhooks::queue(Instant now) {
  return pool_.run<Done>([&](Session& session) {
    session.transaction([&] {
      session.change(k_queue_deliveries, {now});
      session.change(k_see_webhooks, {now - k_looked_at_again, now - k_looked_at_again});
      session.change(k_forget_deliveries, {now - k_kept});
    });
    return Done{};
  });
}

Result<std::vector<Delivery>, StoreError> Webhooks::claim(Instant now, Millis lease, std::size_t max) {
  return pool_.run<std::vector<Delivery>>([&](Session& session) {
    std::vector<Delivery> claimed;
    session.transaction([&] {
      session.query(k_claim_deliveries, {now, static_cast<std::int64_t>(max)}, [&](const Row& row) {
        Delivery delivery;
        delivery.webhook = row.text(0);
        delivery.history = row.integer(1);
        claimed.push_back(std::move(delivery));
      });
      for (const Delivery& one : claimed) session.change(k_lease_delivery, {now + lease, one.webhook, one.history});
    });
    std::vector<Delivery> whole;
    for (Delivery& one : claimed) {
      session.query(k_read_delivery, {one.webhook, one.history}, [&](const Row& row) {
        const auto secret = unseal(master_, row.text(1), secret_place(one.webhook));
        if (!secret) throw DbFault(FaultKind::other, 0, "a webhook's secret does not open with this key");
        one.url = row.text(0);
        one.secret = secret.value();
        one.attempts = static_cast<int>(row.integer(2));
        one.at = row.instant(3);
        one.what = row.text(4);
        one.incident = row.id<IncidentId>(5);
        one.kind = row.text(6);
        one.priority = static_cast<int>(row.integer(7));
        one.state = row.text(8);
        one.district = row.id<DistrictId>(9);
        one.resident = row.id_or_nothing<ResidentId>(10);
        whole.push_back(one);
      });
    }
    return whole;
  });
}

Result<Done, StoreError> Webhooks::settle(const Delivery& delivery, int status, std::optional<Instant> again,
                                          Instant now) {
  return pool_.run<Done>([&](Session& session) {
    session.change(k_settle_delivery, {Param(again), status, now, delivery.webhook, delivery.history});
    return Done{};
  });
}

}  // namespace lamplight::db
