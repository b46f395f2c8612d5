#include "noticeboard.h"

#include "theme/language.h"

#include <QEvent>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr int kMostShown = 2; // the page keeps the rest
}

NoticeBoard::NoticeBoard(const Theme& theme, const LanguageSwitch& language, NoticeSource& source)
    : m_theme(theme)
    , m_language(language)
    , m_source(source)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(QStringLiteral("noticeBoard"));
    for (int place = 0; place < kMostShown; ++place) {
        auto* bar = new MessageBar(theme);
        connect(bar, &MessageBar::actionRequested, this, [this, place] { m_source.act(m_ids.value(place)); });
        m_column->addWidget(bar);
        m_bars.append(bar);
    }
    connect(&source, &NoticeSource::changed, this, &NoticeBoard::refresh);
    connect(&theme, &Theme::changed, this, &NoticeBoard::refresh);
    refresh();
}

void NoticeBoard::refresh()
{
    const int gap = m_theme.px(6);
    m_column->setContentsMargins(gap, gap, gap, gap);
    m_column->setSpacing(gap);
    const QList<Notice> notices = m_source.notices();
    m_ids.clear();
    for (int place = 0; place < m_bars.size(); ++place) {
        MessageBar* bar = m_bars.at(place);
        if (place >= notices.size()) {
            bar->clear();
            continue;
        }
        const Notice& notice = notices.at(place);
        m_ids.append(notice.id);
        bar->say(notice.kind, m_language.sentence(notice.error));
        bar->setAction(notice.action == NoticeAction::TryAgain ? tr("Try again")
                       : notice.action == NoticeAction::Seen   ? tr("Seen")
                                                               : QString());
    }
    setVisible(!notices.isEmpty());
}

void NoticeBoard::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        refresh();
    QWidget::changeEvent(event);
}

} // namespace tirkeu::workstation
