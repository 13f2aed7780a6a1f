export { baseline } from './baseline.js';
export { naiveSaga } from './naive-saga.js';
