export { baseline as floor } from './floor.js';
export { naiveSaga as textbook } from './textbook.js';
