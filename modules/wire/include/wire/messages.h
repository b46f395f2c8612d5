#pragma once

#include <wire/gateway.h>
#include <wire/routelist.h>

namespace tirkeu::wire {

// The bodies of questions and answers as they stand on the line; openapi.json describes the same. Every decoder is
// strict: a field missing, a field more, a value out of its bounds is an error of code wire.message-unreadable.

[[nodiscard]] QByteArray encode(const Hello& hello, int contract = kNewestContract);
[[nodiscard]] Result<Hello> decodeHello(QByteArrayView body, int contract = kNewestContract);
[[nodiscard]] QByteArray encode(const UploadOffer& offer); ///< without the package's id, which stands in the path
[[nodiscard]] Result<UploadOffer> decodeOffer(const PackageId& package, QByteArrayView body);
[[nodiscard]] QByteArray encode(const UploadState& state);
[[nodiscard]] Result<UploadState> decodeState(QByteArrayView body);
[[nodiscard]] QByteArray encode(const core::JournalHead& head);
[[nodiscard]] Result<core::JournalHead> decodeHead(QByteArrayView body);
[[nodiscard]] QByteArray encode(const QList<Answer>& answers);
[[nodiscard]] Result<QList<Answer>> decodeAnswers(QByteArrayView body);
[[nodiscard]] QByteArray encodeIin(const QString& iin);
[[nodiscard]] Result<QString> decodeIin(QByteArrayView body);
[[nodiscard]] QByteArray encode(const QList<AttemptsElsewhere>& attempts);
[[nodiscard]] Result<QList<AttemptsElsewhere>> decodeAttempts(QByteArrayView body);
[[nodiscard]] QByteArray encode(const RelayQuestion& question);
[[nodiscard]] Result<RelayQuestion> decodeRelay(QByteArrayView body);
[[nodiscard]] QByteArray encode(const PalmsAsked& asked);
[[nodiscard]] Result<PalmsAsked> decodePalmsAsked(QByteArrayView body);
[[nodiscard]] QByteArray encode(const QList<PalmGiven>& palms);
[[nodiscard]] Result<QList<PalmGiven>> decodePalms(QByteArrayView body);

// Of the services outside the bank; each type of question and answer is read by its own decodeService.
[[nodiscard]] QByteArray encode(const ServiceAsked& asked);
[[nodiscard]] QByteArray encode(const ServiceSaid& said);
template<typename T>
[[nodiscard]] Result<T> decodeService(QByteArrayView body);
[[nodiscard]] Result<ServiceAsked> decodeAsked(QByteArrayView service, QByteArrayView body);  ///< by the service's name
[[nodiscard]] Result<ServiceSaid> decodeSaid(const ServiceAsked& asked, QByteArrayView body); ///< to this question

} // namespace tirkeu::wire
