// SPDX-FileCopyrightText: 2026 The Callboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "jobmodel.h"

#include "listreading.h"
#include "pageplacement.h"

#include <algorithm>
#include <utility>

namespace {

Column columnAt(int section)
{
    return columnSpecs()[std::size_t(section)].column;
}

} // namespace

JobModel::JobModel(QObject *parent) : JobRows(parent)
{
    m_arrangement.sortColumn = Column::NextRun;
    m_settled = m_arrangement;
    connect(&m_whole, &WholeList::arranged, this, &JobModel::showOutcome);
}

JobModel::~JobModel() = default;

void JobModel::setSource(std::shared_ptr<JobSource> source)
{
    forgetLoading();
    m_shown.reset();
    m_loader.reset();
    m_source = std::move(source);
    leaveFilters();
    m_arrangement.type.clear();
    // An order that would put every job at the end.
    if (m_source && isOfDeletions(m_arrangement.sortColumn) && !m_source->tells(m_arrangement.sortColumn)) {
        m_arrangement.sortColumn = Column::NextRun;
        m_arrangement.order = Qt::AscendingOrder;
    }
    m_settled = m_arrangement;
    m_whole.clear();
    m_isWhole = false;
    m_isReadToBound = false;
    m_hasAnswer = false;
    m_readAt = {};
    m_total.reset();
    m_doubt = WalkResult::Doubt::None;
    m_firstSeen = 0;
    m_lastSeen = 0;
    showAsCame({});
    Q_EMIT arrangementReverted();
    if (m_source)
        start(false);
    else
        Q_EMIT statusChanged();
}

JobModel::RowState JobModel::absentRowState(int row) const
{
    const PageFetcher *pages = m_loader ? m_loader->pages() : nullptr;
    if (!pages)
        return m_error ? RowState::Failed : RowState::Loading;
    const qint64 page = pages->grid().pageOf(row);
    if (pages->hasFailed(page))
        return RowState::Failed;
    return pages->isHere(page) ? RowState::Missing : RowState::Loading;
}

bool JobModel::asksServer(Column column) const
{
    return m_source && m_source->sortsBy(column);
}

// Whether pages in the order of the server can't be shown as they come.
bool JobModel::needsAll() const
{
    const bool typeIsLeftToUs = !m_arrangement.type.isEmpty() && !m_source->filtersByType();
    return typeIsLeftToUs || m_arrangement.isFiltered() || !asksServer(m_arrangement.sortColumn);
}

// A short list is always asked for again in the new order and of the new type; what is here is shown so
// meanwhile.
void JobModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columnCount())
        return;
    if (m_arrangement.sortColumn == columnAt(column) && m_arrangement.order == order)
        return;
    m_arrangement.sortColumn = columnAt(column);
    m_arrangement.order = order;
    m_refused.reset();
    if (!m_source)
        return;
    const bool isShort = m_whole.size() <= ListLoader::WalkedAtOnce;
    if (isRead())
        rearrange();
    if (asksServer(columnAt(column)) && (!isRead() || isShort))
        start(m_isWhole);
    else if (!isRead() && m_hasAnswer)
        loadAllFor(ListStatus::Purpose::Sort);
    Q_EMIT statusChanged();
}

void JobModel::setType(const QString &type)
{
    if (m_arrangement.type == type)
        return;
    m_arrangement.type = type;
    m_refused.reset();
    if (!m_source)
        return;
    // A list of one type says nothing of the others.
    if (!m_whole.type().isEmpty()) {
        keepShown();
        m_isWhole = false;
        m_isReadToBound = false;
        m_whole.clear();
    }
    if (m_isWhole || m_reading)
        rearrange();
    if (!m_reading && (!m_isWhole || m_source->isLive()))
        start(m_isWhole && m_rows.loaded() > 0);
    Q_EMIT statusChanged();
}

void JobModel::setFilterText(const QString &text)
{
    if (m_arrangement.filter.text() == text)
        return;
    m_arrangement.filter = TextFilter(text);
    refilter();
}

void JobModel::setConcern(std::optional<Concern> concern, int minutes)
{
    const bool isSame = m_arrangement.concern == concern && m_arrangement.limits.minutes == minutes;
    const bool isForLater = !m_arrangement.concern && !concern;
    m_arrangement.concern = concern;
    m_arrangement.limits.minutes = minutes;
    if (!isSame && !isForLater)
        refilter();
    else if (!isSame)
        Q_EMIT statusChanged();
}

void JobModel::refilter()
{
    if (isRead())
        rearrange();
    else if (m_hasAnswer && m_arrangement.isFiltered())
        loadAllFor(ListStatus::Purpose::Search);
    else if (m_purpose == ListStatus::Purpose::Search)
        cancelLoading();
    Q_EMIT statusChanged();
}

void JobModel::leaveFilters()
{
    m_arrangement.filter = {};
    m_arrangement.concern.reset();
}

void JobModel::setArrangement(const Arrangement &arrangement)
{
    setType(arrangement.type);
    setFilterText(arrangement.filter.text());
    setConcern(arrangement.concern, arrangement.limits.minutes);
    if (m_source && m_source->tells(arrangement.sortColumn))
        sort(int(arrangement.sortColumn), arrangement.order);
    Q_EMIT arrangementReverted();
}

void JobModel::setClock(std::function<qint64()> clock)
{
    m_clock = std::move(clock);
    followClock();
}

qint64 JobModel::clockUtcMs() const
{
    if (m_clock)
        return m_clock();
    const auto asOf = m_source ? m_source->asOf() : std::nullopt;
    return asOf ? asOf->toMSecsSinceEpoch() : QDateTime::currentMSecsSinceEpoch();
}

void JobModel::followClock()
{
    const bool isShownByClock = m_arrangement.concern == Concern::Overdue && isRead() && m_isAllShown;
    if (isShownByClock && !m_whole.isArranging() && m_arrangement.limits.atUtcMs != clockUtcMs())
        rearrange();
    // Counts go by the clock, too.
    Q_EMIT statusChanged();
}

void JobModel::clearFilters()
{
    setFilterText({});
    setConcern({}, m_arrangement.limits.minutes);
    setType({});
    Q_EMIT arrangementReverted();
}

void JobModel::refresh()
{
    if (m_source)
        start(m_isWhole || m_rows.loaded() > 0);
}

void JobModel::refreshFrom(std::shared_ptr<JobSource> source)
{
    // Nothing that is under way may speak of the one before.
    forgetLoading();
    m_loader.reset();
    m_whole.stop();
    m_shown.reset();
    m_source = std::move(source);
    refresh();
}

void JobModel::retry()
{
    PageFetcher *pages = m_loader ? m_loader->pages() : nullptr;
    if (m_refused) {
        const Arrangement wanted = *m_refused;
        m_error.reset();
        setType(wanted.type);
        sort(int(wanted.sortColumn), wanted.order);
        Q_EMIT arrangementReverted();
        return;
    }
    if (!pages || !m_hasAnswer || m_isWhole) {
        refresh();
        return;
    }
    m_error.reset();
    pages->forgetFailures();
    if (needsAll())
        loadAllAsNeeded();
    else
        lookAt(m_firstSeen, m_lastSeen);
    Q_EMIT statusChanged();
}

// With keepRows, what is shown stays until the answer is complete; otherwise the first page is shown at once.
void JobModel::start(bool keepRows)
{
    if (!keepRows)
        keepShown();
    forgetLoading();
    if (ListReading *reading = m_source->reading()) {
        startReading(reading, keepRows);
        return;
    }
    m_keepRows = keepRows;
    m_hasAnswer = m_hasAnswer && keepRows;
    JobQuery query;
    if (m_source->filtersByType())
        query.type = m_arrangement.type;
    query.order = m_arrangement.order;
    if (asksServer(m_arrangement.sortColumn))
        query.orderBy = m_arrangement.sortColumn;
    m_loader = std::make_unique<ListLoader>(m_source, query, nullptr);
    connect(m_loader.get(), &ListLoader::firstPageCame, this, &JobModel::onFirstPage);
    connect(m_loader.get(), &ListLoader::wholeCame, this, &JobModel::onWhole);
    connect(m_loader.get(), &ListLoader::progressed, this, &JobModel::statusChanged);
    connect(m_loader.get(), &ListLoader::failed, this, &JobModel::onFailed);
    connect(m_loader.get(), &ListLoader::retired, this, &JobModel::onRetired);
    m_loader->start();
    Q_EMIT statusChanged();
}

// What is known of the requests for the list so far, not of the list.
void JobModel::forgetLoading()
{
    m_gone.clear();
    m_staged.reset();
    m_error.reset();
    m_isRetired = false;
    m_orderIsIgnored = false;
    m_purpose = ListStatus::Purpose::None;
    m_refused.reset();
    if (m_reading)
        disconnect(m_reading, nullptr, this, nullptr);
    m_reading.clear();
}

void JobModel::keepShown()
{
    if (m_shown || !m_hasAnswer)
        return;
    if (m_staged)
        adoptStaged();
    if (m_loader)
        m_loader->halt();
    m_shown = Shown{std::move(m_loader), m_settled,       m_whole.index(), m_whole.type(),
                    m_isWhole,           m_isReadToBound, m_orderIsIgnored};
}

// The text of the search stays; it is for the user to take back.
void JobModel::goBackToShown()
{
    const Arrangement wanted = m_arrangement;
    Shown shown = *std::exchange(m_shown, std::nullopt);
    forgetLoading();
    m_loader = std::move(shown.loader);
    m_arrangement = shown.arrangement;
    m_arrangement.filter = wanted.filter;
    m_arrangement.concern = wanted.concern;
    m_arrangement.limits = wanted.limits;
    if (!wanted.isSameQuestionAs(m_arrangement))
        m_refused = wanted;
    m_whole.set(shown.all, shown.allType);
    m_isWhole = shown.isWhole;
    m_isReadToBound = shown.isReadToBound;
    m_orderIsIgnored = shown.orderIsIgnored;
    m_hasAnswer = true;
    if (isRead())
        rearrange();
    Q_EMIT arrangementReverted();
}

void JobModel::onRetired()
{
    forgetLoading();
    m_shown.reset();
    m_loader.reset();
    m_isRetired = true;
    m_hasAnswer = false;
    m_isWhole = false;
    m_isReadToBound = false;
    m_whole.clear();
    m_total.reset();
    m_doubt = WalkResult::Doubt::None;
    showAsCame({});
    Q_EMIT statusChanged();
}

void JobModel::onFirstPage(const JobPage &page, qint64 length, bool isLong)
{
    m_hasAnswer = true;
    if (!isLong && m_keepRows)
        return;
    if (m_isWhole && m_keepRows && needsAll()) {
        loadAllAsNeeded();
        return;
    }
    m_readAt = QDateTime::currentDateTimeUtc();
    m_shown.reset();
    m_isWhole = false;
    m_isReadToBound = false;
    m_whole.clear();
    m_end = {};
    m_total = page.total.given() && page.total.value >= page.jobs.size() ? std::optional(page.total.value)
                                                                         : std::nullopt;
    JobList rows;
    rows.resize(length);
    const bool fits = placePage(rows, 0, page.jobs);
    m_doubt = fits ? WalkResult::Doubt::None : WalkResult::Doubt::Moved;
    if (isLong) {
        connect(m_loader->pages(), &PageFetcher::pageCame, this, &JobModel::onPage);
        connect(m_loader->pages(), &PageFetcher::pageFailed, this,
                [this](qint64, const Error &error) { onFailed(error); });
    }
    if (isLong && m_keepRows) {
        m_staged = rows;
        lookAt(m_firstSeen, m_lastSeen);
        if (m_loader->pages()->isIdle())
            adoptStaged();
    } else {
        showAsCame(rows.rows());
    }
    if (isLong && needsAll())
        loadAllAsNeeded();
    else if (isLong && !m_arrangement.isInOrder(page.jobs))
        loadAllFor(ListStatus::Purpose::OrderIgnored);
    else if (!needsAll())
        m_settled = m_arrangement;
    Q_EMIT statusChanged();
}

void JobModel::onPage(qint64 page, const JobPage &answer)
{
    if (answer.isRetiredStub()) {
        onRetired();
        return;
    }
    const PageGrid grid = m_loader->pages()->grid();
    const qint64 offset = grid.offsetOf(page);
    JobList &rows = m_staged ? *m_staged : m_rows;
    const qint64 length = followTotal(rows, offset, answer);
    if (m_staged)
        m_staged->resize(length);
    else
        resizeRows(length);
    const QList<Job> jobs = answer.jobs.first(std::min<qsizetype>(grid.limit, answer.jobs.size()));
    const qint64 end = std::min(grid.endOf(page), length);
    const bool fits = repeatsTheStart(rows, offset, jobs) || placePage(rows, offset, jobs);
    if ((!fits || offset + jobs.size() < end) && m_doubt == WalkResult::Doubt::None)
        m_doubt = WalkResult::Doubt::Moved;
    const qint64 firstChanged = fits ? offset : 0;
    const qint64 changedEnd = fits ? end : length;
    if (!m_staged && firstChanged < changedEnd)
        Q_EMIT dataChanged(index(int(firstChanged), 0), index(int(changedEnd) - 1, columnCount() - 1));
    if (m_staged && m_loader->pages()->isIdle())
        adoptStaged();
    // A list that shifts is out of order for that reason, and to read all of it would not mend it.
    const bool mayJudge = !m_orderIsIgnored && m_doubt == WalkResult::Doubt::None;
    if (mayJudge && m_purpose == ListStatus::Purpose::None && !isInOrderAround(page))
        loadAllFor(ListStatus::Purpose::OrderIgnored);
    Q_EMIT statusChanged();
}

// With the neighbours of the page, unless the list has moved, which is not the fault of the order.
bool JobModel::isInOrderAround(qint64 page) const
{
    const PageGrid &grid = m_loader->pages()->grid();
    const qint64 joint = m_doubt == WalkResult::Doubt::None ? 1 : 0;
    const qint64 first = std::max<qint64>(grid.offsetOf(page) - joint, 0);
    const JobList &rows = m_staged ? *m_staged : m_rows;
    return m_arrangement.isInOrder(rows.rows().mid(first, grid.endOf(page) + joint - first));
}

void JobModel::adoptStaged()
{
    const QList<Job> rows = m_staged->rows();
    m_staged.reset();
    showAsCame(rows);
}

// A total that changes, or a page that contradicts it, moves the end of the list. Returns how many rows there
// are now.
qint64 JobModel::followTotal(const JobList &rows, qint64 offset, const JobPage &answer)
{
    const qint64 end = offset + std::min<qint64>(m_loader->pages()->grid().limit, answer.jobs.size());
    const qint64 total = answer.total.given() ? answer.total.value : -1;
    // A page from behind the end is empty, and may tell the truth.
    const bool isBehindTheEnd = answer.jobs.isEmpty() && total > 0 && total <= offset;
    if (total >= offset + answer.jobs.size() || isBehindTheEnd) {
        if (m_total != total)
            m_doubt = WalkResult::Doubt::Moved;
        m_total = total;
    }
    const qint64 said = std::min<qint64>(m_total.value_or(rows.size()), ListLoader::MostRows);
    const bool isRepeated = repeatsTheStart(rows, offset, answer.jobs);
    qint64 loadedEnd = rows.loadedEnd();
    if (isRepeated) {
        m_end.noteNothingAt(loadedEnd);
    } else if (answer.jobs.isEmpty()) {
        m_end.noteNothingAt(offset);
    } else {
        m_end.noteJobAt(end - 1);
        loadedEnd = std::max(loadedEnd, end);
    }
    const qint64 length = m_end.length(said, loadedEnd, *m_loader->pages());
    if (length < said)
        m_doubt = WalkResult::Doubt::TotalDisagrees;
    return length;
}

void JobModel::onWhole(const WalkResult &result)
{
    // What was given up half-way is not the whole.
    const bool isWhole = result.doubt != WalkResult::Doubt::TooMany;
    if (!isWhole && m_purpose == ListStatus::Purpose::None && needsAll()) {
        loadAllAsNeeded();
        return;
    }
    m_readAt = QDateTime::currentDateTimeUtc();
    m_hasAnswer = true;
    m_isReadToBound = !isWhole && m_purpose != ListStatus::Purpose::None;
    m_purpose = ListStatus::Purpose::None;
    m_shown.reset();
    m_refused.reset();
    m_staged.reset();
    m_doubt = result.doubt;
    m_total = result.total;
    // Pages may have come before they went.
    const std::vector<JobIndex::Row> gone = result.index.rowsOf(m_gone);
    m_gone.clear();
    if (m_total)
        m_total = std::max<qint64>(*m_total - qint64(gone.size()), 0);
    m_whole.set(gone.empty() ? result.index : result.index.without(gone),
                m_source->isLive() ? m_loader->query().type : QString());
    m_isWhole = isWhole;
    m_error.reset();
    rearrange();
    Q_EMIT statusChanged();
}

void JobModel::onFailed(const Error &error)
{
    if (m_staged)
        adoptStaged();
    // With another token all that was wanted is asked for again.
    const bool isFinal = error.kind != Error::Kind::NotAuthenticated;
    if (m_shown && isFinal) {
        goBackToShown();
    } else if (m_purpose != ListStatus::Purpose::None) {
        const Arrangement wanted = m_arrangement;
        endLoading();
        if (!m_isWhole && isFinal && !asksServer(wanted.sortColumn)) {
            takeSortBack();
            m_refused = wanted;
        }
    }
    m_error = error;
    if (m_rows.size() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
    Q_EMIT statusChanged();
}

void JobModel::loadAll()
{
    if (m_source && m_hasAnswer && !m_isWhole && !m_reading)
        loadAllFor(ListStatus::Purpose::OnRequest);
}

void JobModel::loadAllFor(ListStatus::Purpose purpose)
{
    if (!m_loader) // stopped
        start(m_rows.loaded() > 0);
    const bool isUnderWay = m_purpose != ListStatus::Purpose::None;
    // A search ends when its text is cleared; what is loaded for something else as well goes on.
    if (!isUnderWay || m_purpose == ListStatus::Purpose::Search)
        m_purpose = purpose;
    if (!isUnderWay) {
        m_gone.clear();
        m_loader->loadAll();
    }
    Q_EMIT statusChanged();
}

void JobModel::loadAllAsNeeded()
{
    loadAllFor(asksServer(m_arrangement.sortColumn) ? ListStatus::Purpose::Search
                                                    : ListStatus::Purpose::Sort);
}

void JobModel::cancelLoading()
{
    if (m_purpose == ListStatus::Purpose::None) {
        if (m_whole.isArranging())
            stop();
        return;
    }
    if (isReading()) {
        m_reading->cancel();
        return;
    }
    endLoading();
    if (m_isWhole) {
        // It was a refresh; the list that was here still is.
        Q_EMIT statusChanged();
        return;
    }
    leaveFilters();
    takeSortBack();
}

void JobModel::endLoading()
{
    m_loader->cancelLoadAll();
    m_orderIsIgnored = m_orderIsIgnored || m_purpose == ListStatus::Purpose::OrderIgnored;
    m_purpose = ListStatus::Purpose::None;
}

// To one that pages can be shown in as they come.
void JobModel::takeSortBack()
{
    if (!asksServer(m_arrangement.sortColumn)) {
        const bool canGoBack = asksServer(m_settled.sortColumn);
        m_arrangement.sortColumn = canGoBack ? m_settled.sortColumn : Column::NextRun;
        m_arrangement.order = canGoBack ? m_settled.order : Qt::AscendingOrder;
    }
    // The oldest servers sort by nothing at all.
    m_orderIsIgnored = m_orderIsIgnored || !asksServer(m_arrangement.sortColumn);
    Q_EMIT arrangementReverted();
    const JobQuery &query = m_loader->query();
    if (query.orderBy != m_arrangement.sortColumn || query.order != m_arrangement.order)
        start(false);
    else
        Q_EMIT statusChanged();
}

void JobModel::stop()
{
    if (m_purpose != ListStatus::Purpose::None) {
        cancelLoading();
        return;
    }
    if (m_whole.isArranging() && m_isAllShown && !(m_loader && m_loader->isBusy())) {
        m_whole.stop();
        m_arrangement = m_settled = m_arranged;
        Q_EMIT arrangementReverted();
        Q_EMIT statusChanged();
        return;
    }
    if (!m_loader || !m_loader->isBusy())
        return;
    m_loader.reset();
    m_staged.reset();
    Error error;
    error.kind = Error::Kind::Stopped;
    error.subject = m_source->label();
    onFailed(error);
}

// Fetches what is seen first, then a screen ahead, then one behind.
void JobModel::lookAt(int firstRow, int lastRow)
{
    m_firstSeen = std::max(firstRow, 0);
    m_lastSeen = std::max(lastRow, m_firstSeen);
    if (m_rows.isIndexed()) {
        lookAtRecords();
        return;
    }
    PageFetcher *pages = m_loader ? m_loader->pages() : nullptr;
    const qsizetype size = m_staged ? m_staged->size() : m_rows.size();
    if (!pages || m_isWhole || size == 0)
        return;
    const qint64 lastPage = pages->grid().pageOf(size - 1);
    const qint64 from = std::min(pages->grid().pageOf(m_firstSeen), lastPage);
    const qint64 to = std::min(pages->grid().pageOf(m_lastSeen), lastPage);
    QList<qint64> wanted;
    for (qint64 page = from; page <= to; ++page)
        wanted.append(page);
    if (to < lastPage)
        wanted.append(to + 1);
    if (from > 0)
        wanted.append(from - 1);
    pages->want(wanted);
}

// Of an index: what is seen, and a little more, is kept while it is.
QList<Job> JobModel::recordsSeen()
{
    if (!m_rows.isIndexed() || m_rows.size() == 0)
        return {};
    const int last = std::min(m_lastSeen, rowCount() - 1);
    const int first = std::min(m_firstSeen, last);
    m_rows.hold(first, last);
    QList<Job> seen;
    for (int row = first; row <= last; ++row)
        seen.append(m_rows.at(row));
    return seen;
}

void JobModel::lookAtRecords()
{
    const QList<Job> seen = recordsSeen();
    if (seen.isEmpty() || m_rows.index().isInMemory())
        return;
    if (!m_records) {
        m_records = std::make_unique<RecordReader>();
        connect(m_records.get(), &RecordReader::came, this, &JobModel::onRecordsCame);
    }
    if (m_records->read(seen))
        noteUnreadable(seen);
}

void JobModel::onRecordsCame()
{
    const QList<Job> seen = recordsSeen();
    if (seen.isEmpty())
        return;
    const int last = std::min(m_lastSeen, rowCount() - 1);
    Q_EMIT dataChanged(index(std::min(m_firstSeen, last), 0), index(last, columnCount() - 1));
    noteUnreadable(seen);
}

void JobModel::noteUnreadable(const QList<Job> &jobs)
{
    // Rows that are about to be replaced say nothing of those that come.
    if (m_error || isReading() || m_whole.isArranging())
        return;
    for (const Job &job : jobs) {
        if (!job.isHere() || !(m_error = job.load()))
            continue;
        Q_EMIT statusChanged();
        return;
    }
}

void JobModel::removeJobs(const QList<Job> &jobs)
{
    WholeList::Removal removal = m_whole.remove(jobs, m_arrangement.type);
    if (m_shown)
        m_shown->all = m_shown->all.without(m_shown->all.rowsOf(jobs));
    QSet<QString> wanted;
    QList<int> rows;
    const QList<qsizetype> found = rowsOf(jobs);
    for (qsizetype i = 0; i < jobs.size(); ++i) {
        if (jobs.at(i).isNull())
            continue;
        const QString identity = JobList::identityOf(jobs.at(i));
        wanted.insert(identity);
        if (found.at(i) >= 0) {
            rows.append(int(found.at(i)));
            removal.identities.insert(identity);
        }
    }
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
    const bool isEachShown = rows.size() == wanted.size();
    if (m_total)
        m_total = std::max<qint64>(*m_total - removal.identities.size(), 0);
    if (m_ofType)
        m_ofType = std::max<qint64>(*m_ofType - removal.ofType, 0);
    dropRows(rows);
    // Who has lost a duplicate may be none any more.
    if (m_whole.isArranging() || (isRead() && m_arrangement.concern == Concern::Duplicate))
        rearrange();
    if (m_purpose != ListStatus::Purpose::None)
        m_gone += jobs;
    // An answer that is on its way may bring a job back; with pages from before and after it was gone, rows
    // stand at the wrong place.
    PageFetcher *pages = m_loader ? m_loader->pages() : nullptr;
    const bool mayComeBack = m_staged || (m_loader && m_loader->isBusy()) || (pages && !pages->isIdle());
    const bool mayBeShifted = !m_isWhole && (!isEachShown || m_doubt != WalkResult::Doubt::None);
    if (m_purpose == ListStatus::Purpose::None && (mayComeBack || mayBeShifted)) {
        refresh();
        return;
    }
    if (pages && !rows.isEmpty()) {
        askForPagesBehind(pages, rows.constFirst());
        lookAt(m_firstSeen, m_lastSeen);
    }
    Q_EMIT statusChanged();
}

// When rows of a long list go, every later one moves up, on the server as here: pages that were here may now
// have rows that are not.
void JobModel::askForPagesBehind(PageFetcher *pages, int row)
{
    const PageGrid &grid = pages->grid();
    for (qint64 page = grid.pageOf(row); grid.firstNewRowOf(page) < m_rows.size(); ++page) {
        const qint64 end = std::min<qint64>(grid.endOf(page), m_rows.size());
        const auto first = m_rows.rows().begin();
        if (std::any_of(first + grid.firstNewRowOf(page), first + end,
                        [](const Job &job) { return job.isNull(); }))
            pages->setHere(page, false);
    }
}

void JobModel::rearrange()
{
    m_arrangement.limits.atUtcMs = clockUtcMs();
    if (isRead())
        m_settled = m_arrangement;
    m_asked = m_arrangement;
    m_whole.arrange(m_arrangement);
}

void JobModel::showOutcome(const Arrangement::Outcome &outcome, const JobIndex &index)
{
    m_ofType = outcome.ofType;
    m_isFiltered = outcome.isFiltered;
    m_isOfConcern = outcome.isOfConcern;
    m_arranged = m_asked;
    m_isAllShown = index.rowCount() == m_whole.index().rowCount();
    if (outcome.error)
        m_error = outcome.error;
    if (!WholeList::isSmall(index, qsizetype(outcome.rows.size()))) {
        resetRows(index, outcome.rows);
    } else {
        QList<Job> jobs;
        jobs.reserve(qsizetype(outcome.rows.size()));
        for (const JobIndex::Row row : outcome.rows)
            jobs.append(index.jobAt(row));
        const bool canMerge =
            !m_rows.isIndexed() && m_rows.size() <= WholeList::SmallList && m_rows.loaded() > 0;
        if (canMerge)
            mergeRows(jobs);
        else
            resetRows(jobs);
    }
    // More may have been read meanwhile.
    if (isReading())
        onReadingProgressed();
    Q_EMIT statusChanged();
}

void JobModel::startReading(ListReading *reading, bool keepRows)
{
    m_reading = reading;
    m_loader.reset();
    m_purpose = ListStatus::Purpose::Reading;
    m_isReadToBound = false;
    m_isWhole = false;
    m_hasAnswer = m_hasAnswer && keepRows;
    m_arrangedOf = 0;
    connect(reading, &ListReading::progressed, this, &JobModel::onReadingProgressed);
    QMetaObject::invokeMethod(this, &JobModel::onReadingProgressed, Qt::QueuedConnection);
    Q_EMIT statusChanged();
}

// What is here is put in order whenever it has grown by half, and at the end.
void JobModel::onReadingProgressed()
{
    if (!m_reading || !isReading())
        return;
    const bool isAtEnd = m_reading->isFinished();
    if (isAtEnd && m_reading->isRetiredStub()) {
        onRetired();
        return;
    }
    const JobIndex index = m_reading->index();
    const bool hasGrown = index.rowCount() > m_arrangedOf + m_arrangedOf / 2;
    if (isAtEnd || (hasGrown && !m_whole.isArranging())) {
        m_hasAnswer = true;
        m_shown.reset();
        m_arrangedOf = index.rowCount();
        m_readAt = QDateTime::currentDateTimeUtc();
        m_doubt = WalkResult::Doubt::None;
        m_total.reset();
        m_whole.set(index, {});
        if (isAtEnd) {
            m_error = m_reading->error();
            m_isWhole = !m_error;
            m_isReadToBound = m_error.has_value();
            m_purpose = ListStatus::Purpose::None;
            if (m_isWhole)
                m_total = index.size();
        }
        rearrange();
    }
    Q_EMIT statusChanged();
}

void JobModel::showAsCame(const QList<Job> &rows)
{
    m_ofType.reset();
    m_isFiltered = false;
    m_isOfConcern = false;
    m_isAllShown = false;
    resetRows(rows);
}

QString JobModel::doubtText() const
{
    switch (m_doubt) {
    case WalkResult::Doubt::None:
        break;
    case WalkResult::Doubt::Moved:
        return tr("Jobs moved, came or went while the list was read.");
    case WalkResult::Doubt::TotalDisagrees:
        return m_total ? tr("The server says that there are %L1 jobs, but sent %L2.")
                             .arg(*m_total)
                             .arg(m_isWhole ? m_whole.size() : m_rows.loaded())
                       : tr("The server sent fewer jobs than it said.");
    case WalkResult::Doubt::TooMany:
        return tr("The server does not say how many jobs there are; the first %L1 were read.")
            .arg(m_whole.size());
    }
    if (m_orderIsIgnored && !m_isWhole)
        return tr("The server does not sort or filter as it was asked to; what is not loaded may belong "
                  "elsewhere.");
    if (m_total && *m_total > ListLoader::MostRows && !m_isWhole)
        return tr("The server says that there are %L1 jobs; only the first %L2 are shown.")
            .arg(*m_total)
            .arg(ListLoader::MostRows);
    return {};
}

ListStatus JobModel::status() const
{
    ListStatus status;
    status.isArranging = m_whole.isArranging();
    status.isBusy = status.isArranging || isReading() || m_staged || (m_loader && m_loader->isBusy());
    status.isWhole = m_isWhole;
    status.shown = m_rows.size();
    status.loaded = m_ofType.value_or(m_rows.loaded());
    status.total = m_isWhole && m_doubt == WalkResult::Doubt::None && m_ofType ? m_ofType : m_total;
    status.isFiltered = m_isFiltered;
    status.isOfConcern = m_isOfConcern;
    status.loadingAll = m_purpose;
    status.walked = isReading() ? m_reading->index().size() : m_loader ? m_loader->walked() : 0;
    status.bytesRead = isReading() ? m_reading->bytesRead() : 0;
    status.bytesInAll = isReading() ? m_reading->bytesInAll() : 0;
    status.doubt = doubtText();
    status.error = m_error;
    status.readAt = m_readAt;
    using Phase = ListStatus::Phase;
    if (!m_source)
        status.phase = Phase::NoSource;
    else if (m_isRetired)
        status.phase = Phase::Retired;
    else if (m_rows.size() > 0)
        status.phase = Phase::Ready;
    else if (m_error)
        status.phase = Phase::Failed;
    else
        status.phase = m_hasAnswer && (!status.isBusy || m_isWhole) ? Phase::Ready : Phase::Loading;
    return status;
}
