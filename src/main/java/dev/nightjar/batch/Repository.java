package dev.nightjar.batch;

import javax.sql.DataSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.jdbc.support.JdbcTransactionManager;

/// The repository that the steps which read see. Spring Batch updates it twice per chunk; as positions are
/// committed with the index, those updates tell nothing that a restart needs, and only the last of a step is
/// written.
final class Repository implements JobRepository {

    private final JobRepository full;

    Repository(JobRepository full) {
        this.full = full;
    }

    /// A repository over tables that exist.
    static JobRepository over(DataSource source) throws Exception {
        JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(source);
        factory.setTransactionManager(new JdbcTransactionManager(source));
        factory.setDatabaseType("H2");
        factory.setIsolationLevelForCreate("ISOLATION_READ_COMMITTED");
        factory.afterPropertiesSet();
        return factory.getObject();
    }

    @Override
    public void update(StepExecution step) {
        if (step.getStatus() != BatchStatus.STARTED || step.getReadCount() == 0) {
            full.update(step);
        }
    }

    @Override
    public void updateExecutionContext(StepExecution step) {
        if (step.getStatus() != BatchStatus.STARTED) {
            full.updateExecutionContext(step);
        }
    }

    @Override
    public void update(JobExecution job) {
        full.update(job);
    }

    @Override
    public void updateExecutionContext(JobExecution job) {
        full.updateExecutionContext(job);
    }

    @Override
    public JobInstance createJobInstance(String name, JobParameters parameters) {
        return full.createJobInstance(name, parameters);
    }

    @Override
    public JobExecution createJobExecution(JobInstance instance, JobParameters parameters, ExecutionContext context) {
        return full.createJobExecution(instance, parameters, context);
    }
}
