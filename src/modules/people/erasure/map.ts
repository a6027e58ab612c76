/**
 * Where personal data lies: every column that can hold words, what of a person is in it, how long it stays and what becomes
 * of it. `map.test.ts` holds it against the real schema, so that a new column is thought about by whoever adds it;
 * `npm run docs` writes it down for people (docs/privacy.md); `erase.test.ts` plants somebody and looks whether it is true.
 */

import { bulkMap } from './map/bulk.ts'
import { competitorsMap } from './map/competitors.ts'
import { contestsMap } from './map/contests.ts'
import { createMap } from './map/create.ts'
import type { Tables } from './map/kind.ts'
import { meansMap } from './map/means.ts'
import { measureMap } from './map/measure.ts'
import { peopleMap } from './map/people.ts'
import { planMap } from './map/plan.ts'
import { publishMap } from './map/publish.ts'
import { runningMap } from './map/running.ts'

export const dataMap: Tables = {
  ...peopleMap,
  ...createMap,
  ...bulkMap,
  ...contestsMap,
  ...publishMap,
  ...measureMap,
  ...planMap,
  ...meansMap,
  ...competitorsMap,
  ...runningMap,
}
