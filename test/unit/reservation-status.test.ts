import { expect, it } from 'vitest';
import { statusesBefore, type ReservationStatus } from '../../src/domains/inventory/reservation-status.js';

it.each<[ReservationStatus, ReservationStatus[]]>([
  ['reserved', []],
  ['confirmed', ['reserved']],
  ['released', ['reserved', 'confirmed']],
])('moves a reservation to %s from %j only', (status, before) => {
  expect(statusesBefore(status)).toEqual(before);
});
