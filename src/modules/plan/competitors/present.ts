import type { Competitor, Note, Profile } from './contract.ts'
import { NoteKind, Trouble } from './contract.ts'
import type { LatestDay } from './day-queries.ts'
import type { NoteRow } from './note-queries.ts'
import type { CompetitorRow, ProfileRow } from './queries.ts'

const instant = (at: Date | null): string | null => at?.toISOString() ?? null

export const presentProfile = (row: ProfileRow, latest: LatestDay | undefined): Profile => ({
  id: row.id,
  competitorId: row.competitorId,
  network: row.network,
  isRead: row.isRead,
  handle: row.handle,
  name: row.name,
  url: row.url,
  avatarUrl: row.avatarUrl,
  collectedAt: instant(row.collectedAt),
  nextAt: instant(row.nextAt),
  trouble: row.troubleCode
    ? {
        code: Trouble.safeParse(row.troubleCode).data ?? 'other',
        words: row.troubleWords ?? '',
        failures: row.failures,
      }
    : null,
  movedTo: row.movedTo,
  readBackTo: instant(row.readBackTo),
  readTo: instant(row.readTo),
  latest: latest
    ? (({ day, followers, following, posts, source }) => ({ day, followers, following, posts, source }))(
        latest,
      )
    : null,
})

export const presentNote = (row: NoteRow): Note => ({
  id: row.id,
  competitorId: row.competitorId,
  kind: NoteKind.parse(row.kind),
  onDay: row.onDay,
  words: row.words,
  author: row.author,
  version: row.version,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
})

export const presentCompetitor = (
  row: CompetitorRow,
  profiles: Profile[],
  notes: Competitor['notes'],
): Competitor => ({
  id: row.id,
  name: row.name,
  website: row.website,
  version: row.version,
  createdAt: row.createdAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
  archivedAt: instant(row.archivedAt),
  notes,
  profiles,
})
