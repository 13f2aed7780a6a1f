export { baseline as floor } from './baseline.js';
export { naiveSaga as textbook } from './naive-saga.js';
