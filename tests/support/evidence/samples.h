#pragma once

#include <core/clock.h>
#include <evidence/record.h>
#include <pki/certificate.h>

namespace tirkeu::test {

/// A finished record of a kind, about people who cannot exist.
[[nodiscard]] evidence::Record sampleRecord(evidence::DocumentKind kind, const core::Clock& clock,
    const pki::Certificate& signer, evidence::CheckOutcome outcome = evidence::CheckOutcome::Passed,
    evidence::PageLanguages languages = evidence::PageLanguages::KazakhRussian);

/// A decision about a face that rests on documents of other organisations as well.
[[nodiscard]] evidence::Record decisionResting(
    const core::Clock& clock, const pki::Certificate& signer, const QList<evidence::ReceivedDocument>& received);

/// A drawn face, turned a little, as a camera would give it, noise and all: 640×480 JPEG.
[[nodiscard]] QByteArray drawnFace(int turn);

/// A page of a few hundred bytes with a record of its own, for tests that go through every byte.
[[nodiscard]] QByteArray tinyDocument();

} // namespace tirkeu::test
