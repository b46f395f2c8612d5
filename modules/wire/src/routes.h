#pragma once

#include <wire/gateway.h>

namespace tirkeu::wire {

// Both sides take paths and types from here; openapi.json says the same, and a test compares.
inline constexpr char kPathHello[] = "/hello"; ///< behind "/v" and the contract's number, as all of them
inline constexpr char kPathPackages[] = "/packages/";
inline constexpr char kPathJournals[] = "/journals/";
inline constexpr char kPathCriteria[] = "/criteria/after/";
inline constexpr char kPathAnswers[] = "/answers/after/";
inline constexpr char kPathAttempts[] = "/attempts";
inline constexpr char kPathPalms[] = "/palms";
inline constexpr char kPathServices[] = "/services/"; ///< then its name and the call
inline constexpr char kPathRelay[] = "/relay";
inline constexpr char kPathCertificates[] = "/certificates";
inline constexpr int kContractOfRelay = 2; ///< the address stands in the question; a renewal is signed
inline constexpr int kContractOfPalms = 2;

inline constexpr char kTypeJson[] = "application/json";
inline constexpr char kTypeProblem[] = "application/problem+json";
inline constexpr char kTypeBytes[] = "application/octet-stream";
inline constexpr char kTypeCms[] = "application/pkcs7-mime";

inline constexpr char kVersionField[] = "Tirkeu-Version";

} // namespace tirkeu::wire
