import type { MigrationInterface, QueryRunner } from 'typeorm';
import { FACTS } from './facts.js';
import { PARTITIONS } from './partitions.js';
import { TABLES } from './tables.js';
import { TRIGGERS } from './triggers.js';

/** Adds the outbox, and the triggers that write an event in the transaction of each change. */
export class CreateEvents1765584000004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query([TABLES, FACTS, PARTITIONS, TRIGGERS].join('\n'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION events.write_status_change, events.write_extension, events.write_payment, events.write_refund,
                    events.write_dispute, events.write_stock, events.write_product CASCADE;
      DROP FUNCTION events.open_partition, events.drop_partitions, events.set_low_stock_threshold, events.append, events.append_to_order, events.facts_of, events.order_facts,
                    events.product_facts, events.stock_facts;
      DROP TABLE events.events, events.subjects, events.settings, events.sinks;
      DROP SEQUENCE events.positions;
    `);
  }
}
