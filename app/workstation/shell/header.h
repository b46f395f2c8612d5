#pragma once

#include "linkstate.h"
#include "place.h"
#include "signin/staffsource.h"
#include "theme/language.h"
#include "theme/theme.h"

#include <QFrame>

class QLabel;
class QPushButton;

namespace tirkeu::workstation {

/// Who, where, the connection, the outbox, the certificate's days, the language, the lock. Wraps when it must.
class Header : public QFrame
{
    Q_OBJECT
public:
    Header(const Theme& theme, LanguageSwitch& language, const LinkState& link, const core::Clock& clock, Place place);
    void setMember(const std::optional<StaffMember>& member);

Q_SIGNALS:
    void lockRequested();

protected:
    void changeEvent(QEvent* event) override;

private:
    struct Chip
    {
        QWidget* box;
        QLabel* icon;
        QLabel* text;
    };
    [[nodiscard]] Chip addChip(const QString& objectName);
    /// `brief`: what is enough of the text where there is little room; empty: all of it has to be read.
    void setChip(const Chip& chip, const QString& icon, Role role, const QString& text, const QString& explanation,
        const QString& brief = {});
    [[nodiscard]] bool isBrief() const;
    void refresh();
    void refreshCertificate();
    [[nodiscard]] static QString noticeText(int days);

    const Theme& m_theme;
    LanguageSwitch& m_language;
    const LinkState& m_link;
    const core::Clock& m_clock;
    Place m_place;
    std::optional<StaffMember> m_member;
    QLabel* m_who;
    QLabel* m_where;
    Chip m_online;
    Chip m_outbox;
    Chip m_certificate;
    Chip m_factoryPin;
    QList<QPushButton*> m_languages;
    QPushButton* m_lock;
};

} // namespace tirkeu::workstation
