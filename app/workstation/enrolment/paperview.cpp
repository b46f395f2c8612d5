#include "paperview.h"

#include "picturestrip.h"

#include <QGridLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
QLabel* label(const QString& text, const char* role = "")
{
    auto* made = new QLabel(text);
    made->setWordWrap(true);
    made->setTextFormat(Qt::PlainText);
    made->setProperty("text-role", QString::fromLatin1(role));
    return made;
}

QLabel* mark(const Theme& theme, evidence::ResultShape shape)
{
    auto* icon = new QLabel;
    const bool passed = shape == evidence::ResultShape::Passed;
    icon->setPixmap(theme.picture(
        passed ? QStringLiteral("check") : QStringLiteral("error"), 20, passed ? Role::Good : Role::Error));
    return icon;
}
} // namespace

PaperView::PaperView(const Theme& theme, Language language, const ShownPaper& paper)
    : m_column(new QVBoxLayout(this))
{
    setProperty("surface", QStringLiteral("card"));
    setObjectName(QStringLiteral("paper"));
    const int side = theme.px(16);
    m_column->setContentsMargins(side, theme.px(12), side, theme.px(14));
    m_column->setSpacing(theme.px(6));
    m_column->addWidget(label(paper.record.title.shownIn(language), "heading"));
    if (const QString result = paper.record.result.shownIn(language); !result.isEmpty()) {
        auto* row = new QHBoxLayout;
        row->setSpacing(theme.px(8));
        if (paper.record.shape != evidence::ResultShape::Neutral)
            row->addWidget(mark(theme, paper.record.shape), 0, Qt::AlignTop);
        row->addWidget(label(result, "lead"), 1);
        m_column->addLayout(row);
    }
    addPictures(theme, language, paper.pictures);
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(theme.px(18));
    grid->setVerticalSpacing(theme.px(4));
    grid->setColumnStretch(0, 2);
    grid->setColumnStretch(1, 3);
    for (int at = 0; const evidence::RecordLine& line : paper.record.lines) {
        grid->addWidget(label(line.label.shownIn(language), "muted"), at, 0, Qt::AlignTop);
        grid->addWidget(label(line.value.shownIn(language)), at++, 1, Qt::AlignTop);
    }
    m_column->addLayout(grid);
}

void PaperView::addPictures(const Theme& theme, Language language, const QList<CheckedPicture>& pictures)
{
    if (pictures.isEmpty())
        return;
    QList<StripPicture> shown;
    for (const CheckedPicture& picture : pictures)
        shown.append({picture.bytes, picture.said.caption.shownIn(language)});
    auto* strip = new PictureStrip(theme);
    m_column->addWidget(strip);
    strip->setPictures(shown);
}

} // namespace tirkeu::workstation
