#pragma once

#include "vaultdoor.h"
#include "verifier/documentchecker.h"

namespace tirkeu::workstation {

/// A checker behind which the journal says who looked at a client's pictures (MFO-32): written before they are shown,
/// and where it cannot be written nothing is. Pictures of somebody who is no client here are nobody's to note.
class ViewedPictures final : public QObject, public DocumentChecker
{
    Q_OBJECT
public:
    /// All of them outlive it. The window's thread.
    ViewedPictures(DocumentChecker& plain, vault::VaultThread& thread, const VaultDoor& door)
        : m_plain(plain)
        , m_thread(thread)
        , m_door(door)
    {
    }
    [[nodiscard]] QFuture<Result<CheckedDocument>> check(const QString& file) override;

private:
    [[nodiscard]] QFuture<Result<>> note(const CheckedDocument& document);

    DocumentChecker& m_plain;
    vault::VaultThread& m_thread;
    const VaultDoor& m_door;
};

} // namespace tirkeu::workstation
