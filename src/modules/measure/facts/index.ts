export { keepLatest, latest, lifeOf, type Point, series, writePoints } from './points.ts'
