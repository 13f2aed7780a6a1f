import { Column, CreateDateColumn, DeleteDateColumn, Entity, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import { bigint, timestamp } from '../database/columns.js';

export const PRODUCT_STATUSES = ['active', 'inactive'] as const;
export type ProductStatus = (typeof PRODUCT_STATUSES)[number];

@Entity({ schema: 'catalog', name: 'products' })
export class Product {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  sku!: string;

  @Column('text')
  name!: string;

  /** Minor units of `currency`. */
  @Column(bigint)
  price!: number;

  /** ISO 4217. */
  @Column('text')
  currency!: string;

  @Column('text')
  status!: ProductStatus;

  @CreateDateColumn({ name: 'created_at', ...timestamp })
  createdAt!: Date;

  @UpdateDateColumn({ name: 'updated_at', ...timestamp })
  updatedAt!: Date;

  @DeleteDateColumn({ name: 'deleted_at', ...timestamp })
  deletedAt!: Date | null;
}
