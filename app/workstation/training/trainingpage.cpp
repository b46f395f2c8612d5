#include "trainingpage.h"

#include "trainingtext.h"
#include "widgets/messagebar.h"

#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QVBoxLayout>

namespace tirkeu::workstation {

namespace {
constexpr int kRows = 10; ///< to be seen at once
}

TrainingPage::TrainingPage(const Theme& theme, const LanguageSwitch& language, TrainingCourse& course)
    : Page(theme, Footer::Primary)
    , m_language(language)
    , m_course(course)
    , m_message(new MessageBar(theme))
    , m_intro(new QLabel)
    , m_list(new QListWidget)
    , m_brief(new QLabel)
    , m_end(new QPushButton)
{
    setObjectName(QStringLiteral("trainingPage"));
    m_list->setObjectName(QStringLiteral("trainingList"));
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->setWordWrap(true);
    m_brief->setObjectName(QStringLiteral("trainingBrief"));
    for (QLabel* label : {m_intro, m_brief}) {
        label->setWordWrap(true);
        label->setTextFormat(Qt::PlainText);
    }
    for (QWidget* one : std::initializer_list<QWidget*>{m_message, m_intro})
        body()->addWidget(one);
    body()->addWidget(m_list, 1);
    body()->addWidget(m_brief);
    m_end->setObjectName(QStringLiteral("endTraining"));
    body()->addWidget(m_end, 0, Qt::AlignLeft);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) {
        if (row >= 0)
            m_chosen = row + 1;
        showChosen();
    });
    connect(primary(), &QPushButton::clicked, this, &TrainingPage::begin);
    connect(m_end, &QPushButton::clicked, this, &TrainingPage::endWanted);
    setRunning(false);
    retranslate();
}

bool TrainingPage::mayBegin(int number) const
{
    return m_course.passed().contains(trainingNeeds(number));
}

void TrainingPage::begin()
{
    if (mayBegin(m_chosen))
        Q_EMIT beginWanted(m_chosen);
}

void TrainingPage::setRunning(bool running)
{
    m_end->setVisible(running);
}

void TrainingPage::showEnd(int number, const QList<TrainingRemark>& remarks)
{
    m_ended = number;
    m_remarks = remarks;
    m_chosen = remarks.isEmpty() && number < kTrainingCases ? number + 1 : number;
    retranslate();
}

void TrainingPage::forget()
{
    m_ended = 0;
    m_remarks.clear();
    m_chosen = 1;
    setRunning(false);
    retranslate();
}

void TrainingPage::focusFirst()
{
    m_list->setFocus();
}

void TrainingPage::nameRows()
{
    const QSignalBlocker quiet(m_list);
    m_list->clear();
    m_list->setIconSize(QSize(theme().px(20), theme().px(20)));
    int number = 0;
    for (const TrainingText& text : trainingTexts(m_language.language())) {
        const bool done = m_course.passed().contains(++number);
        auto* row = new QListWidgetItem(done ? tr("%1. %2 – passed").arg(number).arg(text.title)
                                             : QStringLiteral("%1. %2").arg(number).arg(text.title));
        // A blank one, so that all rows stand in one line.
        row->setIcon(done ? theme().icon(QStringLiteral("check"), Role::Good) : theme().icon(QStringLiteral("blank")));
        m_list->addItem(row);
    }
    m_list->setCurrentRow(m_chosen - 1);
    m_list->setMinimumHeight(kRows * m_list->sizeHintForRow(0) + 2 * m_list->frameWidth());
}

void TrainingPage::showChosen()
{
    const QList<TrainingText> texts = trainingTexts(m_language.language());
    QString brief = texts.at(m_chosen - 1).brief;
    if (!mayBegin(m_chosen))
        brief += u'\n' + tr("First pass the case: %1").arg(*trainingNeeds(m_chosen).constBegin());
    m_brief->setText(brief);
    primary()->setEnabled(mayBegin(m_chosen));
}

// What was not as it should be, in the words of whoever has to learn it.
static QString sentenceOf(TrainingRemark remark)
{
    switch (remark) {
    case TrainingRemark::NotEnded:
        return TrainingPage::tr("The case was not brought to its end.");
    case TrainingRemark::NotSigned:
        return TrainingPage::tr("Its documents are not signed.");
    case TrainingRemark::OtherClient:
        return TrainingPage::tr("Another IIN was typed than that of the client who sits here.");
    case TrainingRemark::NotAccepted:
        return TrainingPage::tr("The palms were not enrolled.");
    case TrainingRemark::PalmMissing:
        return TrainingPage::tr("A palm that can be scanned was not taken.");
    case TrainingRemark::NotAttested:
        return TrainingPage::tr("Nobody attested that the left palm cannot be scanned.");
    case TrainingRemark::HandWasTried:
        return TrainingPage::tr("The palm that cannot be scanned was asked for.");
    case TrainingRemark::AttemptSpent:
        return TrainingPage::tr("An attempt was spent.");
    case TrainingRemark::Accepted:
        return TrainingPage::tr("It was accepted, and should not have been.");
    case TrainingRemark::AttemptsLeft:
        return TrainingPage::tr("There were attempts left.");
    case TrainingRemark::NobodyAsked:
        return TrainingPage::tr("No supervisor was asked.");
    }
    Q_UNREACHABLE();
}

void TrainingPage::retranslate()
{
    setTitle(tr("Training"));
    m_intro->setText(
        tr("Invented clients, demo keys, simulated devices. Choose a case; a strip above tells what to do, and "
           "at its end the case is checked."));
    primary()->setText(tr("Begin this case"));
    m_end->setText(tr("End the training"));
    m_list->setAccessibleName(tr("Guided cases"));
    if (m_ended == 0) {
        m_message->clear();
    } else if (m_remarks.isEmpty()) {
        m_message->say(MessageKind::Good, tr("Passed: case %1.").arg(m_ended));
    } else {
        QStringList lines{tr("Not yet passed: case %1.").arg(m_ended)};
        for (const TrainingRemark remark : std::as_const(m_remarks))
            lines.append(sentenceOf(remark));
        m_message->say(MessageKind::Warning, lines.join(u'\n'));
    }
    nameRows();
    showChosen();
}

} // namespace tirkeu::workstation
