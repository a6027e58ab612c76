export { type Brought, takeBackImported, whatStands, writeImported } from './imported.ts'
export { keepLatest, latest, lifeOf, type Point, series, valuesAtAge, writePoints } from './points.ts'
