/** Numbers. */
import type { Tables } from './kind.ts'

export const measureMap: Tables = {
  collections: { is: 'When numbers are asked for next.', personal: {}, plain: 'subject_kind cursor' },
  metric_points: { is: 'A number at an instant.', personal: {}, plain: 'subject_kind metric source' },
  metric_latest: { is: 'The newest number.', personal: {}, plain: 'subject_kind metric' },
}
