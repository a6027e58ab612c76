export { keepLatest, latest, lifeOf, type Point, series, valuesAtAge, writePoints } from './points.ts'
