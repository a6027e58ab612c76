export {
  type Day,
  type DayValue,
  latest,
  lifeOf,
  type Point,
  type SubjectKind,
  series,
  writePoints,
} from './points.ts'
