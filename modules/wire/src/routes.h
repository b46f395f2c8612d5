#pragma once

#include <wire/gateway.h>

namespace tirkeu::wire {

// Both sides take paths and types from here; openapi.json says the same, and a test compares.
inline constexpr char kPathHello[] = "/v1/hello";
inline constexpr char kPathPackages[] = "/v1/packages/";
inline constexpr char kPathJournals[] = "/v1/journals/";
inline constexpr char kPathCriteria[] = "/v1/criteria/after/";
inline constexpr char kPathAnswers[] = "/v1/answers/after/";
inline constexpr char kPathAttempts[] = "/v1/attempts";
inline constexpr char kPathPalms[] = "/v1/palms";
inline constexpr char kPathPhone[] = "/v1/phone-owner";
inline constexpr char kPathRelay[] = "/v1/relay/";
inline constexpr char kPathCertificates[] = "/v1/certificates";

inline constexpr char kTypeJson[] = "application/json";
inline constexpr char kTypeProblem[] = "application/problem+json";
inline constexpr char kTypeBytes[] = "application/octet-stream";
inline constexpr char kTypeCms[] = "application/pkcs7-mime";

inline constexpr char kVersionField[] = "Tirkeu-Version";

} // namespace tirkeu::wire
