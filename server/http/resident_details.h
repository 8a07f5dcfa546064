// What a record says besides its columns: kept as one sealed JSON text, read and written member by member.
//
// Members, all optional, each with its bound: identity_no, floor, hazards, pets, wishes, resuscitation, doctor (texts);
// conditions, medication, allergies, languages (lists); risk (low, medium, high); entitlements (of a service
// organisation, from and until); away (when she is not at home); and what contacts have besides their row. Pure.
#pragma once

#include "db/resident_records.h"
#include "server/http/body_views.h"
#include "server/http/json_views.h"

namespace lamplight::server::http {

// Every member, also those that nobody has filled in.
void add_details(Json& json, const db::ResidentRecord& record);
// Takes what the body names.
void apply_details(Body& body, db::ResidentRecord& record);

// Of one contact: further telephones, and what she may be asked and told.
[[nodiscard]] Json contact_details(const std::string& details, const ContactId& contact);
void apply_contact_details(Body& part, const ContactId& contact, Json& contacts);
// Replaces what is kept of contacts.
void put_contact_details(db::ResidentRecord& record, Json contacts);

// What of `other` fills the gaps of `record`, for two records of one person.
void merge_details(db::ResidentRecord& record, const db::ResidentRecord& other);

}  // namespace lamplight::server::http
