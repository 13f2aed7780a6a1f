import { Column, DeleteDateColumn, Entity, PrimaryColumn } from 'typeorm';
import { timestamp } from '../database/columns.js';

/** The stock of one product: `total` = `available` + `reserved`. */
@Entity({ schema: 'inventory', name: 'stock' })
export class Stock {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid', { name: 'product_id' })
  productId!: string;

  @Column('text')
  sku!: string;

  @Column('integer')
  available!: number;

  @Column('integer')
  reserved!: number;

  @Column('integer')
  total!: number;

  @Column('text', { name: 'warehouse_code' })
  warehouseCode!: string;

  @Column({ name: 'created_at', ...timestamp })
  createdAt!: Date;

  @Column({ name: 'updated_at', ...timestamp })
  updatedAt!: Date;

  @DeleteDateColumn({ name: 'deleted_at', ...timestamp })
  deletedAt!: Date | null;
}
